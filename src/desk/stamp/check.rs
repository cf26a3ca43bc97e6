//! `contacts --check` and `serve --stamp`: whether somebody read the contacts in time.

use super::{Broken, LIMIT, Stamp, key};
use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{clock, print};
use crate::desk::inputs::study;
use crate::intake::Watched;
use crate::study::{STAMP_KEY, Study};
use crate::time::Minute;
use ed25519_dalek::VerifyingKey;
use std::fmt::Display;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Seconds by which a stamp may be ahead of the clock: two machines rarely agree to the second.
const AHEAD: i64 = 5 * 60;
const DAY: i64 = 86_400;

/// Why it is an alarm.
enum Alarm {
    /// There is no file.
    Missing,
    /// It cannot be read, or is a folder or something else that is no file.
    Unreadable,
    Broken(Broken),
    /// Read at this moment, which is still to come.
    Ahead(i64),
    /// Read at this moment, which is too long ago.
    Old(i64),
}

/// What a stamp is held against.
struct Promise {
    study: String,
    days: u32,
    key: VerifyingKey,
}

impl Promise {
    /// What the study promised; where its stamp key is missing or wrong, what to do.
    fn of(study: &Study) -> Result<Self, String> {
        let Some(line) = &study.protocol.stamp else {
            return Err(
                "the study has no stamp key; create one with kindstem keygen --stamp and put its public line into \
                        $.protocol.stamp"
                    .into(),
            );
        };
        let key = key::public(line).ok_or_else(|| {
            format!("$.protocol.stamp of the study is not a stamp key; copy the line {STAMP_KEY}… that kindstem keygen --stamp \
                     printed")
        })?;
        Ok(Promise { study: study.id.clone(), days: study.protocol.read_interval_days, key })
    }

    /// The moment of a stamp in seconds since 1970, where it is signed, no matter how long ago.
    fn moment(&self, file: &Path) -> Result<i64, Alarm> {
        Stamp::read(&bytes(file)?, &self.study, &self.key).map_err(Alarm::Broken)
    }

    /// Holds a moment against now, both in seconds since 1970.
    fn in_time(&self, at: i64, now: i64) -> Result<(), Alarm> {
        if at > now + AHEAD {
            return Err(Alarm::Ahead(at));
        }
        // A stamp knows minutes, so seconds do not count.
        let minute = now.div_euclid(60) * 60;
        if minute - at > i64::from(self.days) * DAY { Err(Alarm::Old(at)) } else { Ok(()) }
    }
}

/// Reads a stamp's file, at most a few bytes more than a stamp can have.
fn bytes(file: &Path) -> Result<Vec<u8>, Alarm> {
    let alarm = |e: std::io::Error| if e.kind() == ErrorKind::NotFound { Alarm::Missing } else { Alarm::Unreadable };
    // A pipe would let the alarm itself wait for ever.
    if !std::fs::metadata(file).map_err(alarm)?.is_file() {
        return Err(Alarm::Unreadable);
    }
    let mut out = Vec::new();
    File::open(file).and_then(|f| f.take(LIMIT + 1).read_to_end(&mut out)).map_err(alarm)?;
    if out.len() as u64 > LIMIT { Err(Alarm::Broken(Broken::Malformed)) } else { Ok(out) }
}

/// Checks a stamp and says in one line what was found: on standard output, an alarm on standard error.
///
/// # Errors
/// The study file cannot be read.
pub fn check(file: &Path, study: &Path) -> Outcome {
    let study = study::read(study)?;
    let alarm = |what: &dyn Display| {
        eprintln!("kindstem: ALARM: {what}");
        Ok(Exit::Findings)
    };
    let promise = match Promise::of(&study) {
        Ok(promise) => promise,
        Err(what) => return alarm(&what),
    };
    let now = clock::seconds();
    match promise.moment(file).and_then(|at| promise.in_time(at, now).map(|()| at)) {
        Ok(at) => {
            let (ago, promised) = (ago(now - at), print::count(promise.days as usize, "day"));
            print::line(format_args!(
                "the contacts of {} were read {ago}; promised: within {promised}",
                promise.study
            ))?;
            Ok(Exit::Success)
        }
        Err(found) => alarm(&found.line(file, &promise, now)),
    }
}

/// For `serve`: what its numbers say about a stamp, each time that they are asked for.
///
/// # Errors
/// The study has no stamp key, or one that is none.
pub fn watched(file: PathBuf, study: &Study) -> Result<impl Fn() -> Watched + Send + Sync + 'static, Failure> {
    let promise = Promise::of(study).map_err(|what| {
        let (what, advice) = what.split_once("; ").unwrap_or((&what, "correct it"));
        Failure::findings(format_args!("--stamp: {what}"), advice)
    })?;
    Ok(move || {
        let now = clock::seconds();
        match promise.moment(&file) {
            Ok(at) => Watched { ok: promise.in_time(at, now).is_ok(), age_seconds: Some(now - at) },
            Err(_) => Watched { ok: false, age_seconds: None },
        }
    })
}

impl Alarm {
    /// What is wrong and what to do. Nothing that stands in the file is repeated.
    fn line(&self, file: &Path, promise: &Promise, now: i64) -> String {
        let (study, path) = (promise.study.escape_debug(), file.display());
        let read = "read them now: kindstem contacts … --stamp FILE --stamp-key KEY.TXT";
        match self {
            Alarm::Missing => {
                format!("{path}: there is no stamp, so nobody knows whether the contacts of {study} are read; {read}")
            }
            Alarm::Unreadable => {
                format!("{path}: cannot be read; check the path and the permissions, or {read}")
            }
            Alarm::Broken(Broken::Malformed) => format!("{path}: not a stamp; remove this file and {read}"),
            Alarm::Broken(Broken::Version) => {
                format!("{path}: a later version of kindstem left this stamp; check it with that version")
            }
            Alarm::Broken(Broken::OtherStudy) => {
                format!("{path}: this stamp is of another study than {study}; give the stamp of {study}, or {read}")
            }
            Alarm::Broken(Broken::Signature) => format!(
                "{path}: this stamp is not signed by the key in $.protocol.stamp of {study}; does the study have another key \
                 now, or was the file changed? {read}",
            ),
            Alarm::Ahead(at) => format!(
                "{path}: this stamp is dated {}, more than {} minutes ahead of this machine's clock; correct whichever clock is \
                 wrong, and {read}",
                hour(*at),
                AHEAD / 60,
            ),
            Alarm::Old(at) => format!(
                "nobody has read the contacts of {study} since {}, {}; promised: within {}; {read}",
                hour(*at),
                ago(now - at),
                print::count(promise.days as usize, "day"),
            ),
        }
    }
}

fn hour(at: i64) -> String {
    Minute::from_seconds(at).map(|minute| minute.to_string()).unwrap_or_default()
}

/// How long ago, in days where it is that long, else in hours.
fn ago(seconds: i64) -> String {
    let (days, hours) = (seconds.max(0) / DAY, seconds.max(0) / 3600);
    let (n, unit) = if days > 0 { (days, "day") } else { (hours, "hour") };
    format!("{} ago", print::count(usize::try_from(n).unwrap_or_default(), unit))
}
