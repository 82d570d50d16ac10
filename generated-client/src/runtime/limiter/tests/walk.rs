//! Random crowds, against a checker that looks at every call and every moment.

use super::*;

/// One caller; times in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Caller {
    operation: &'static Operation,
    comes: u64,
    takes: u64,
    /// Ends with 5, so that it never gives up at the moment of its turn.
    gives_up: Option<u64>,
    deadline: Option<u64>,
}

/// When a call started and ended; `None` if it was not let through.
type Stay = Option<(u64, u64)>;

/// Marsaglia's xorshift: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.below(one_in) == 0
    }

    fn limit(&mut self) -> RateLimit {
        let calls = u32::try_from(self.below(5) + 1).expect("a few");
        per(calls, (self.below(40) + 1) * 10)
    }

    fn callers(&mut self, operations: &[&'static Operation], patience: Patience) -> Vec<Caller> {
        let mut comes = 0;
        let callers = 1 + self.below(40);
        let hurry = 1 + self.below(20);
        let caller = |_| {
            comes += 10 * (1 + self.below(hurry));
            let takes = 10 * self.below(60);
            let slow = patience != Patience::Deadlines && self.chance(2);
            let operation = usize::try_from(self.below(2)).expect("small");
            let patience_ends = comes + 10 * self.below(150);
            let ends = self.chance(3);
            Caller {
                operation: operations[operation % operations.len()],
                comes,
                takes: if slow { takes } else { 0 },
                gives_up: (ends && patience != Patience::Deadlines).then_some(patience_ends + 5),
                deadline: (self.chance(3) && patience != Patience::Own).then_some(patience_ends),
            }
        };
        (0..callers).map(caller).collect()
    }
}

/// Why callers go away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    /// Of their own accord.
    Own,
    /// Their deadline cannot be met. What is foreseen is then exact only if nobody else goes away and calls take no time.
    Deadlines,
    Both,
}

/// What became of the callers.
async fn run(callers: &[Caller], profile: &'static Profile) -> Vec<Stay> {
    let (timer, window) = (time(), SlidingWindow::new());
    let tasks: Vec<_> = callers
        .iter()
        .map(|&caller| tokio::spawn(stay(caller, profile, window.clone(), Arc::clone(&timer))))
        .collect();
    let mut stays = Vec::new();
    for task in tasks {
        stays.push(task.await.expect("a caller"));
    }
    stays
}

async fn stay(
    caller: Caller,
    profile: &'static Profile,
    window: SlidingWindow,
    timer: Arc<dyn Timer>,
) -> Stay {
    let now = || u64::try_from(timer.elapsed().as_millis()).expect("a time");
    timer.sleep(ms(caller.comes)).await;
    let mut call = call(profile, caller.operation, "a", &timer);
    call.deadline = caller.deadline.map(ms);
    let patience = caller.gives_up.map_or(u64::MAX / 4, |at| at - caller.comes);
    let permit = tokio::time::timeout(ms(patience), window.admit(&call))
        .await
        .ok()?
        .ok()?;
    let start = now();
    timer.sleep(ms(caller.takes)).await;
    drop(permit);
    Some((start, now()))
}

/// How many calls count at a moment.
fn counting(stays: &[Stay], moment: u64, limit: RateLimit) -> usize {
    let Period::Span(period) = limit.period() else {
        return 0;
    };
    let period = u64::try_from(period.as_millis()).expect("a time");
    let counts = |(start, end): &(u64, u64)| *start <= moment && moment < end + period;
    stays.iter().flatten().filter(|stay| counts(stay)).count()
}

/// What should become of the callers of one operation, by trying every moment.
fn expected(callers: &[Caller], limits: &[RateLimit]) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    let mut last = 0;
    for caller in callers {
        let full = |moment: u64| {
            let full =
                |limit: &RateLimit| counting(&stays, moment, *limit) >= limit.calls() as usize;
            limits.iter().any(full)
        };
        let mut start = caller.comes.max(last);
        while full(start) {
            start += 10;
        }
        let gone = caller.gives_up.is_some_and(|at| at < start);
        let late = caller.deadline.is_some_and(|at| at < start);
        if gone || late {
            stays.push(None);
        } else {
            last = start;
            stays.push(Some((start, start + caller.takes)));
        }
    }
    stays
}

/// Limits live as long as the program, as those of specs do.
fn operation(name: &'static str, limits: Vec<RateLimit>) -> &'static Operation {
    Box::leak(Box::new(
        Operation::new(name).rate_limits(Vec::leak(limits)),
    ))
}

#[tokio::test(start_paused = true)]
async fn every_call_starts_at_the_earliest_moment_in_its_turn() {
    let (mut started, mut refused) = (0, 0);
    for seed in 1..=400_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut limits = vec![random.limit()];
        if random.chance(2) {
            limits.push(random.limit());
        }
        let operation = operation("own", limits.clone());
        let patience = [Patience::Own, Patience::Deadlines][usize::from(seed % 2 == 0)];
        let callers = random.callers(&[operation], patience);
        let found = run(&callers, &FREE).await;
        assert_eq!(found, expected(&callers, &limits), "seed {seed}");
        started += found.iter().flatten().count();
        refused += found.len() - found.iter().flatten().count();
    }
    assert!(started > 2000 && refused > 500, "{started} {refused}");
}

#[tokio::test(start_paused = true)]
async fn operations_that_share_a_limit_keep_it_together() {
    for seed in 1..=400_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let own = [random.limit(), random.limit()];
        let operations = [operation("a", vec![own[0]]), operation("b", vec![own[1]])];
        let shared = random.limit().shared();
        let profile = Box::leak(Box::new(Profile::new().rate_limits(vec![shared].leak())));
        let callers = random.callers(&operations, Patience::Both);
        let found = run(&callers, profile).await;
        let of = |operation: &Operation| {
            let pairs = callers.iter().zip(&found);
            let pairs = pairs.filter(|(caller, _)| caller.operation.name() == operation.name());
            pairs.map(|(_, stay)| *stay).collect::<Vec<_>>()
        };
        let mine = operations.map(of);
        let limits = [(&found, shared), (&mine[0], own[0]), (&mine[1], own[1])];
        for (moment, _) in found.iter().flatten() {
            for (stays, limit) in limits {
                let calls = counting(stays, *moment, limit);
                assert!(calls <= limit.calls() as usize, "seed {seed}: {moment}");
            }
        }
        for stays in &mine {
            let starts = stays.iter().flatten().map(|stay| stay.0);
            assert!(starts.is_sorted(), "seed {seed}");
        }
        for (caller, stay) in callers.iter().zip(&found) {
            let late = |at: Option<u64>| at.is_some_and(|at| stay.is_some_and(|it| it.0 > at));
            assert!(
                !late(caller.deadline) && !late(caller.gives_up),
                "seed {seed}"
            );
            let patient = caller.deadline.is_none() && caller.gives_up.is_none();
            assert!(stay.is_some() || !patient, "seed {seed}: left out");
        }
    }
}
