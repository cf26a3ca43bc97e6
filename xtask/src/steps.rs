//! Steps of a long run: each is named before it begins, and timed.

use anyhow::{Result, bail};
use std::time::Instant;

/// What ran, how long it took, and what went wrong.
#[derive(Default)]
pub struct Steps {
    ran: Vec<(String, f64)>,
    failed: Vec<String>,
}

impl Steps {
    /// Runs a step. A failure is kept for [`Steps::end`], so that the next steps run all the same.
    pub fn take(&mut self, name: &str, step: impl FnOnce() -> Result<()>) {
        if let Err(e) = self.need(name, step) {
            eprintln!("{name}: {e:#}");
            self.failed.push(format!("{name}: {e:#}"));
        }
    }

    /// Runs a step that the next ones build on, and gives what it made.
    ///
    /// # Errors
    /// Those of the step.
    pub fn need<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("\n== {name}");
        let begin = Instant::now();
        let made = step();
        self.ran.push((name.to_string(), begin.elapsed().as_secs_f64()));
        made
    }

    /// Prints the seconds of each step.
    pub fn print(&self) {
        println!("\n{:<28}{:>9}", "step", "seconds");
        for (name, seconds) in &self.ran {
            println!("{name:<28}{seconds:>9.1}");
        }
        println!("{:<28}{:>9.1}", "all", self.ran.iter().map(|(_, s)| s).sum::<f64>());
    }

    /// Says whether all steps passed.
    ///
    /// # Errors
    /// One failed: its name and why.
    pub fn end(self) -> Result<()> {
        if self.failed.is_empty() {
            println!("All {} steps passed.", self.ran.len());
            return Ok(());
        }
        bail!("{} of {} steps failed:\n  {}", self.failed.len(), self.ran.len(), self.failed.join("\n  "))
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;
    use anyhow::bail;

    #[test]
    fn a_failed_step_stops_no_other_and_fails_the_run() {
        let mut steps = Steps::default();
        steps.take("one", || bail!("it rains"));
        let mut ran = false;
        steps.take("two", || {
            ran = true;
            Ok(())
        });
        assert!(ran);
        assert_eq!(steps.end().unwrap_err().to_string(), "1 of 2 steps failed:\n  one: it rains");
    }

    #[test]
    fn a_step_that_others_need_gives_its_error_at_once() {
        let mut steps = Steps::default();
        assert_eq!(steps.need("one", || Ok(1)).unwrap(), 1);
        assert_eq!(steps.need::<()>("two", || bail!("it snows")).unwrap_err().to_string(), "it snows");
    }
}
