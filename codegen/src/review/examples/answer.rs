//! What becomes of a documented answer when released clients read it.

use super::{
    Answer, Call, Pair,
    judge::{self, Verdict},
    lost::Lost,
    read::Reading,
};
use crate::{
    json::{self, Json},
    spec::Example,
};

/// Released clients read the answer of the new side's example.
pub(super) fn answer(pair: &Pair<'_>, before: Option<&Example>, after: Option<&Example>) -> Answer {
    let Some((shown, text)) = after.and_then(|it| Some((it, it.response.as_ref()?))) else {
        return Answer::None;
    };
    let parsed = json::parse(&text.value);
    let released = judged(pair.old, shown, &text.value, parsed.as_ref().ok());
    let renewed = judged(pair.new, shown, &text.value, parsed.as_ref().ok());
    if let Verdict::Failure(_, said) = &released {
        // What has always been an error is read as one.
        return if renewed == released {
            Answer::Reads
        } else {
            Answer::Error(said.clone())
        };
    }
    if text.value.trim().is_empty() && pair.old.operation.response.is_empty() {
        return Answer::Reads;
    }
    let json = match parsed {
        Ok(json) => json,
        Err(error) => {
            let why = format!("not valid JSON: {}", error.message);
            return Answer::Fails(String::new(), why);
        }
    };
    let mut losses = match Reading::of(pair.old, &json) {
        Ok(reading) => reading.losses,
        Err((path, why)) => return Answer::Fails(path, why),
    };
    if let Verdict::Failure(path, said) = renewed {
        let what = format!("the error is taken for an answer: {said}");
        losses.push((path.unwrap_or_default(), what));
        return Answer::Loses(losses);
    }
    // An answer lacks nothing that it has itself.
    let known = before
        .filter(|it| {
            it.response
                .as_ref()
                .is_some_and(|it| it.value != text.value)
        })
        .and_then(|it| good(pair.old, it));
    losses.extend(Lost::of(pair.old, &pair.names, known.as_ref(), &json));
    if losses.is_empty() {
        Answer::Reads
    } else {
        Answer::Loses(losses)
    }
}

fn judged(call: Call<'_>, example: &Example, text: &str, json: Option<&Json>) -> Verdict {
    let answer = judge::Answer {
        status: example.status.as_ref().map_or(200, |it| it.value),
        text,
        json,
    };
    answer.judge(call.service, call.operation)
}

/// The answer of an example, if it is no error.
fn good(call: Call<'_>, example: &Example) -> Option<Json> {
    let text = &example.response.as_ref()?.value;
    let json = json::parse(text).ok()?;
    (judged(call, example, text, Some(&json)) == Verdict::Success).then_some(json)
}
