//! One thing held against another: both timed in turns, so that a busy machine slows both.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Prints how many times longer `ours` takes than `other`: the median of 101 turns of about a millisecond each.
pub fn ratio<A, B>(name: &str, mut ours: impl FnMut() -> A, mut other: impl FnMut() -> B) {
    let (n, m) = (rounds(&mut ours), rounds(&mut other));
    let mut ratios: Vec<f64> = (0..101).map(|_| each(n, &mut ours) / each(m, &mut other)).collect();
    ratios.sort_by(f64::total_cmp);
    println!("{name:<60} ratio: {:.3} (10 % to 90 %: {:.3} to {:.3})", ratios[50], ratios[10], ratios[90]);
}

/// How many rounds take about a millisecond.
fn rounds<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut n = 1;
    while time(n, work) < Duration::from_millis(1) {
        n *= 2;
    }
    n
}

fn each<T>(n: u32, work: &mut impl FnMut() -> T) -> f64 {
    time(n, work).as_secs_f64() / f64::from(n)
}

fn time<T>(n: u32, work: &mut impl FnMut() -> T) -> Duration {
    let begin = Instant::now();
    for _ in 0..n {
        black_box(work());
    }
    begin.elapsed()
}
