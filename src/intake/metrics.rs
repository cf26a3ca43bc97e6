//! Numbers for whoever runs the intake, in the text form that Prometheus reads. No slot, no name, no address.
//!
//! They are served at a port of their own and never beside the pages: who could ask for them in a home would see a
//! counter go up at the moment when a child answers.

use super::store_error::StoreError;
use axum::http::{Method, StatusCode};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// Upper ends in bytes: each padded size with room for its header.
const BYTES: [u64; 6] = [6_000, 10_000, 18_000, 35_000, 68_000, 135_000];
/// Upper ends in milliseconds.
const MILLISECONDS: [u64; 9] = [2, 5, 10, 25, 50, 100, 500, 2_500, 10_000];

/// What the intake has done since it began.
#[derive(Clone, Default)]
pub struct Metrics(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// Method and status; both are from short lists of our own.
    answers: Mutex<BTreeMap<(&'static str, u16), u64>>,
    troubles: [AtomicU64; 3],
    connections: AtomicU64,
    turned_away: AtomicU64,
    bytes: Histogram<6>,
    milliseconds: Histogram<9>,
    watched: OnceLock<Box<dyn Fn() -> Watched + Send + Sync>>,
}

/// Whether somebody read the contacts in time, as a stamp says that lies beside the intake.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// Within the time that the study promised.
    pub ok: bool,
    /// Seconds since then; negative where the stamp is ahead of the clock. `None` where no stamp counts.
    pub age_seconds: Option<i64>,
}

/// A connection that is open until this is dropped.
pub(super) struct Open(Arc<Inner>);

struct Histogram<const N: usize> {
    /// Those up to each upper end and above the one before, and last the largest ones.
    counts: [AtomicU64; N],
    above: AtomicU64,
    sum: AtomicU64,
}

impl Metrics {
    /// An answer of the intake, and how long it took.
    pub(super) fn answered(&self, method: &Method, status: StatusCode, took: Duration) {
        let method = match *method {
            Method::PUT => "PUT",
            Method::DELETE => "DELETE",
            _ => "other",
        };
        let mut answers = self.0.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((method, status.as_u16())).or_default() += 1;
        drop(answers);
        self.0.milliseconds.take(&MILLISECONDS, u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
    }

    /// A new envelope.
    pub(super) fn kept(&self, bytes: usize) {
        self.0.bytes.take(&BYTES, bytes as u64);
    }

    /// The store failed.
    pub(super) fn trouble(&self, trouble: StoreError) {
        self.0.troubles[trouble as usize].fetch_add(1, Relaxed);
    }

    /// Somebody connected.
    pub(super) fn connected(&self) -> Open {
        self.0.connections.fetch_add(1, Relaxed);
        Open(self.0.clone())
    }

    /// Somebody had too many connections.
    pub(super) fn turned_away(&self) {
        self.0.turned_away.fetch_add(1, Relaxed);
    }

    /// Shows what this says as well. The first one that is given stays.
    pub(super) fn watch(&self, look: impl Fn() -> Watched + Send + Sync + 'static) {
        let _ = self.0.watched.set(Box::new(look));
    }

    /// The same as [`Metrics::text`], for a server: a stamp on a disk that does not answer holds up nobody else.
    pub(super) async fn read(&self) -> Result<String, StatusCode> {
        let metrics = self.clone();
        let text = tokio::task::spawn_blocking(move || metrics.text()).await;
        text.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Returns all metrics in the text format of Prometheus.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let head = |out: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
        };
        head(&mut out, "kindstem_answers_total", "counter", "Answers of the intake.");
        let answers = self.0.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for ((method, status), n) in answers {
            let _ = writeln!(out, "kindstem_answers_total{{method=\"{method}\",status=\"{status}\"}} {n}");
        }
        head(&mut out, "kindstem_store_troubles_total", "counter", "Failed operations of the store.");
        for (what, n) in ["write", "read", "delete"].iter().zip(&self.0.troubles) {
            let _ = writeln!(out, "kindstem_store_troubles_total{{what=\"{what}\"}} {}", n.load(Relaxed));
        }
        head(&mut out, "kindstem_connections", "gauge", "Open connections, of pages too.");
        let _ = writeln!(out, "kindstem_connections {}", self.0.connections.load(Relaxed));
        head(
            &mut out,
            "kindstem_connections_refused_total",
            "counter",
            "Connections refused because the sender had too many.",
        );
        let _ = writeln!(out, "kindstem_connections_refused_total {}", self.0.turned_away.load(Relaxed));
        head(&mut out, "kindstem_envelope_bytes", "histogram", "Sizes of new envelopes.");
        self.0.bytes.write(&mut out, "kindstem_envelope_bytes", &BYTES, |n| n.to_string());
        head(&mut out, "kindstem_answer_seconds", "histogram", "From a request's head to its answer.");
        self.0.milliseconds.write(&mut out, "kindstem_answer_seconds", &MILLISECONDS, seconds);
        if let Some(look) = self.0.watched.get() {
            let Watched { ok, age_seconds } = look();
            head(&mut out, "kindstem_contacts_stamp_ok", "gauge", "1 if the contacts were read in time, else 0.");
            let _ = writeln!(out, "kindstem_contacts_stamp_ok {}", u8::from(ok));
            let help = "Since the contacts were read; +Inf if no stamp counts.";
            head(&mut out, "kindstem_contacts_stamp_age_seconds", "gauge", help);
            let age = age_seconds.map_or("+Inf".into(), |age| age.to_string());
            let _ = writeln!(out, "kindstem_contacts_stamp_age_seconds {age}");
        }
        out
    }
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Relaxed);
    }
}

impl<const N: usize> Default for Histogram<N> {
    fn default() -> Self {
        Histogram { counts: [const { AtomicU64::new(0) }; N], above: AtomicU64::new(0), sum: AtomicU64::new(0) }
    }
}

impl<const N: usize> Histogram<N> {
    fn take(&self, ends: &[u64; N], value: u64) {
        let place = ends.iter().position(|end| value <= *end).and_then(|n| self.counts.get(n));
        place.unwrap_or(&self.above).fetch_add(1, Relaxed);
        self.sum.fetch_add(value, Relaxed);
    }

    /// Prometheus counts upwards: each line holds those below it too.
    fn write(&self, out: &mut String, name: &str, ends: &[u64; N], unit: fn(u64) -> String) {
        let mut all = 0;
        for (end, n) in ends.iter().zip(&self.counts) {
            all += n.load(Relaxed);
            let _ = writeln!(out, "{name}_bucket{{le=\"{}\"}} {all}", unit(*end));
        }
        all += self.above.load(Relaxed);
        let _ = writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {all}\n{name}_sum {}", unit(self.sum.load(Relaxed)));
        let _ = writeln!(out, "{name}_count {all}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_upwards_and_names_nobody() {
        let metrics = Metrics::default();
        metrics.answered(&Method::PUT, StatusCode::CREATED, Duration::from_millis(3));
        metrics.answered(&Method::PUT, StatusCode::CREATED, Duration::from_secs(60));
        metrics.answered(&Method::GET, StatusCode::METHOD_NOT_ALLOWED, Duration::ZERO);
        metrics.kept(4_700);
        metrics.kept(200_000);
        metrics.trouble(StoreError::Delete);
        let open = metrics.connected();
        let text = metrics.text();
        for line in [
            "kindstem_answers_total{method=\"PUT\",status=\"201\"} 2",
            "kindstem_answers_total{method=\"other\",status=\"405\"} 1",
            "kindstem_store_troubles_total{what=\"delete\"} 1",
            "kindstem_connections 1",
            "kindstem_envelope_bytes_bucket{le=\"6000\"} 1",
            "kindstem_envelope_bytes_bucket{le=\"135000\"} 1",
            "kindstem_envelope_bytes_bucket{le=\"+Inf\"} 2",
            "kindstem_envelope_bytes_sum 204700",
            "kindstem_answer_seconds_bucket{le=\"0.002\"} 1",
            "kindstem_answer_seconds_bucket{le=\"0.005\"} 2",
            "kindstem_answer_seconds_sum 60.003",
            "kindstem_answer_seconds_count 3",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} is not in\n{text}");
        }
        drop(open);
        assert!(metrics.text().contains("kindstem_connections 0\n"));
        assert!(!metrics.text().contains("stamp"), "nobody watches");
    }

    #[test]
    fn what_is_watched_is_looked_at_each_time() {
        let (metrics, looks) = (Metrics::default(), AtomicU64::new(0));
        metrics.watch(move || match looks.fetch_add(1, Relaxed) {
            0 => Watched { ok: true, age_seconds: Some(-60) },
            1 => Watched { ok: false, age_seconds: Some(604_861) },
            _ => Watched { ok: false, age_seconds: None },
        });
        for (ok, age) in [(1, "-60"), (0, "604861"), (0, "+Inf")] {
            let text = metrics.text();
            for (name, value) in [("ok", ok.to_string()), ("age_seconds", age.into())] {
                let name = format!("kindstem_contacts_stamp_{name}");
                let lines = [format!("# TYPE {name} gauge"), format!("{name} {value}")];
                assert!(lines.iter().all(|line| text.lines().any(|l| l == line)), "{lines:?} are not in\n{text}");
            }
        }
    }
}
