"use strict";
// Filters, keys, decisions and their export. Without it the page can be read, and that is all it needs.
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const cards = data.entries.map((entry) => ({ ...entry, element: $("c-" + entry.id) }));
  const byElement = new Map(cards.map((card) => [card.element, card]));
  const filters = ["wire", "source", "undecided", "wording", "search"].map($);
  const [wire, source, undecided, wording, search] = filters;
  let operation = null;
  let current = null;

  // Decisions and notes by entry; a file opened from disk may have no storage.
  const key = "review " + data.digest;
  const work = { decisions: {}, notes: {} };
  try {
    Object.assign(work, JSON.parse(sessionStorage.getItem(key)));
  } catch {}
  const save = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(work));
    } catch {}
  };

  const isUndecided = (card) => card.needs && !card.decision && !work.decisions[card.id];

  // Filters

  const flat = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
  const has = (card, needle) => (card.text ??= flat(card.element.textContent)).includes(needle);

  const isShown = (card) =>
    (wording.checked || !card.folded) &&
    (!wire.value || card.wire === wire.value) &&
    (!source.value || card.source === source.value) &&
    (!undecided.checked || isUndecided(card)) &&
    (!operation || (card.service === operation.service && card.operations.includes(operation.name))) &&
    has(card, flat(search.value));

  function refresh() {
    for (const card of cards) {
      card.element.hidden = !isShown(card);
      card.element.querySelector(".open")?.toggleAttribute("hidden", !isUndecided(card));
    }
    for (const section of document.querySelectorAll(".group")) {
      section.hidden = !section.querySelector(".card:not([hidden])");
    }
    const open = cards.filter(isUndecided);
    const counts = new Map();
    for (const card of open) {
      if (card.folded) continue;
      for (const name of card.operations) {
        const key = card.service + " " + name;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const shown = cards.filter((card) => !card.element.hidden).length;
    $("count").textContent =
      open.length + " of " + cards.filter((card) => card.needs).length + " undecided · " + shown + " shown";
    for (const link of document.querySelectorAll(".nav a")) {
      const { service, operation: name } = link.dataset;
      link.querySelector(".number").textContent = (counts.get(service + " " + name) ?? 0) + " / " + link.dataset.entries;
      const is = operation && operation.service === service && operation.name === name;
      is ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
    $("operation").hidden = !operation;
    $("operation").textContent = operation ? "× " + operation.service + " " + operation.name : "";
  }

  // Walking

  function go(card) {
    for (let at = card.element.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    card.element.focus({ preventScroll: true });
    card.element.scrollIntoView({ block: "start" });
  }

  function step(by) {
    let at = current ? cards.indexOf(current) : by > 0 ? -1 : cards.length;
    do at += by;
    while (cards[at]?.element.hidden);
    if (cards[at]) go(cards[at]);
  }

  // Deciding

  const today = () => new Date().toISOString().slice(0, 10);

  /** The part of a card that takes decisions, made when it is first needed. */
  function desk(card) {
    if (card.desk) return card.desk;
    const desk = $("work").content.firstElementChild.cloneNode(true);
    const part = (name) => desk.querySelector(name);
    const form = part("form");
    const { because, until } = form.elements;
    const note = part("textarea");
    card.desk = { element: desk, form, because, until, note };
    part(".take").hidden = !card.needs;
    part(".take").addEventListener("click", () => accept(card));
    part(".write").addEventListener("click", () => write(card));
    part(".cancel").addEventListener("click", () => leave(card));
    part(".back").addEventListener("click", () => {
      delete work.decisions[card.id];
      changed(card);
    });
    because.addEventListener("input", () => because.setCustomValidity(""));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const why = because.value.trim();
      because.setCustomValidity(why ? "" : "Say why it may be released.");
      if (!form.reportValidity()) return;
      work.decisions[card.id] = { because: why, date: today(), until: until.value || null };
      leave(card);
      changed(card);
    });
    note.value = work.notes[card.id] ?? "";
    note.addEventListener("input", () => {
      if (note.value.trim()) work.notes[card.id] = note.value;
      else delete work.notes[card.id];
      save();
    });
    part(".noting").hidden = !note.value;
    card.element.append(desk);
    show(card);
    return card.desk;
  }

  function show(card) {
    const decision = work.decisions[card.id];
    const mine = card.desk.element.querySelector(".mine");
    mine.hidden = !decision;
    mine.querySelector(".words").textContent = decision
      ? "✓ Accepted" + (decision.until ? " until " + decision.until : "") + ": " + decision.because
      : "";
  }

  function changed(card) {
    save();
    show(card);
    refresh();
    if (card.element.hidden) step(1);
  }

  function accept(card) {
    const { form, because, until } = desk(card);
    if (!card.needs) return;
    const before = work.decisions[card.id] ?? card.decision ?? {};
    because.value = before.because ?? "";
    until.value = before.until ?? "";
    until.min = today();
    form.hidden = false;
    because.focus();
  }

  function write(card) {
    const { note } = desk(card);
    note.parentElement.hidden = false;
    note.focus();
  }

  function leave(card) {
    card.desk.form.hidden = true;
    card.desk.note.parentElement.hidden = !card.desk.note.value.trim();
    card.element.focus({ preventScroll: true });
  }

  // Exporting

  /** A text in double quotes as JSON has it, which is YAML too; what does not show is written as its number. */
  const quoted = (text) =>
    JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd")).replace(
      /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g,
      (letter) => "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"),
    );

  const comment = (text) =>
    (text ?? "")
      .split(/[\r\n\u0085\u2028\u2029]+/)
      .map((line) => line.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, " ").trim())
      .filter(Boolean)
      .map((line) => "# " + line + "\n")
      .join("");

  function item(approval) {
    let text = "- rule: " + quoted(approval.rule) + "\n  at:\n";
    for (const place of approval.at) text += "    - " + quoted(place) + "\n";
    for (const name of ["old", "new", "because", "date", "until"]) {
      if (approval[name] != null) text += "  " + name + ": " + quoted(approval[name]) + "\n";
    }
    return text;
  }

  /** The whole file of a service: what is recorded, what is decided here instead or as well, and notes. */
  function file(service) {
    const mine = cards.filter((card) => card.service === service);
    const decided = mine.filter((card) => work.decisions[card.id]);
    const noted = mine.filter((card) => work.notes[card.id] && !work.decisions[card.id]);
    const covers = (approval, card) => (place) =>
      approval.rule === card.rule && approval.old === card.old && approval.new === card.new && card.at.includes(place);
    const items = [];
    for (const approval of data.recorded.filter((it) => it.service === service)) {
      const at = approval.at.filter((place) => !decided.some((card) => covers(approval, card)(place)));
      if (!at.length) continue;
      const about = noted.filter((card) => at.some(covers(approval, card)));
      items.push({ ...approval, at, note: about.map((card) => work.notes[card.id]).join("\n") });
      for (const card of about) noted.splice(noted.indexOf(card), 1);
    }
    for (const card of decided) items.push({ ...card, ...work.decisions[card.id], note: work.notes[card.id] });
    const key = (it) => it.rule + "\n" + it.at.join("\n");
    items.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const open = noted.map((card) =>
      comment(`${card.needs ? "undecided" : "noted"}: ${card.rule} ${card.at.join(", ")}\n${work.notes[card.id]}`));
    return data.head + (items.map((it) => comment(it.note) + item(it)).join("") || "[]\n") + open.join("");
  }

  function openExport() {
    const touched = cards.filter((card) => work.decisions[card.id] || work.notes[card.id]);
    const services = [...new Set(touched.map((card) => card.service))].sort();
    const links = [];
    $("files").replaceChildren(...services.map((service) => {
      const part = $("file").content.firstElementChild.cloneNode(true);
      const name = service.replace(/[^a-z0-9-]/g, "_") + ".yaml";
      const text = file(service);
      const area = part.querySelector("textarea");
      const link = part.querySelector("a");
      part.querySelector("h3").textContent = "reviews/" + name;
      area.value = text;
      area.setAttribute("aria-label", "reviews/" + name);
      link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
      link.download = name;
      links.push(link.href);
      part.querySelector(".copy").addEventListener("click", (event) => copy(text, event.target));
      return part;
    }));
    if (!services.length) $("files").textContent = "Nothing was decided or noted here yet.";
    $("exported").addEventListener("close", () => links.forEach(URL.revokeObjectURL), { once: true });
    $("exported").showModal();
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      button.after(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
  }

  // Events

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => current && accept(current),
    n: () => current && write(current),
    x: openExport,
    "?": () => $("keys").showModal(),
    "/": () => search.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      const card = byElement.get(event.target.closest(".card"));
      if (card?.desk) leave(card);
      else event.target.blur();
    } else if (keys[event.key] && !event.target.closest("input:not([type=checkbox]), select, textarea")) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  document.addEventListener("focusin", (event) => {
    const card = byElement.get(event.target.closest(".card"));
    if (!card) return;
    current = card;
    desk(card);
  });
  for (const filter of filters) filter.addEventListener("input", refresh);
  wording.addEventListener("input", () => $("folded")?.toggleAttribute("open", wording.checked));
  $("operation").addEventListener("click", () => {
    operation = null;
    refresh();
  });
  $("export").addEventListener("click", openExport);
  $("help").addEventListener("click", () => $("keys").showModal());
  for (const link of document.querySelectorAll(".nav a")) {
    link.dataset.entries = link.querySelector(".number").textContent.split("/")[1].trim();
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { service, operation: name } = link.dataset;
      operation = operation?.service === service && operation?.name === name ? null : { service, name };
      refresh();
    });
  }
  for (const button of document.querySelectorAll("main .copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.previousElementSibling.textContent, button));
  }
  for (const card of cards) if (card.needs || work.notes[card.id]) desk(card);
  $("tools").hidden = $("foot").hidden = false;
  refresh();
})();
