//! `serve`: the pages with their header set, and the intake.

use crate::desk::host::error::{Exit, Failure, Outcome};
use crate::desk::host::{files, print};
use crate::desk::inputs::key_set::key_set;
use crate::desk::stamp;
use crate::intake::{Headers, Intake, Limits, Site, Slots, Store, Watched};
use crate::seal::kset;
use crate::study::Study;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Half-written files of a process that was killed go when they are older than any request can be.
const HALF_WRITTEN: Duration = Duration::from_secs(3600);

/// Serve the site and receive sealed envelopes
#[derive(clap::Args)]
#[command(after_help = "There is no request log. Use a proxy for TLS, and add --behind-proxy. \
    On SIGTERM and Ctrl-C, running requests are completed first. /healthz reports whether the store can be reached. Files are \
    served from DIR only; /i/INVITE shows index.html, and the files it requests below /i/ are served too. If DIR has a \
    study.json, only its key sets are accepted, and only its embed_origins may frame the pages. A bucket is configured \
    by AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (plain http only with \
    AWS_ALLOW_HTTP=true) and is refused if it ignores If-None-Match; the access key needs put, get, delete and list.")]
pub struct Args {
    /// Folder with index.html
    dir: PathBuf,
    /// Port; 0 chooses a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    address: IpAddr,
    /// Folder for envelopes, or s3://BUCKET/PREFIX; without it there is no intake
    #[arg(long, value_name = "DIR")]
    intake: Option<PathBuf>,
    /// Another key set to accept, 16 hex digits: devices may still hold envelopes of an earlier study file
    #[arg(long, value_name = "HEX", requires = "intake", value_parser = key_set)]
    key_set: Vec<String>,
    /// Accept only the slots of this list, which study invite --slots writes; reloaded when it changes
    #[arg(long, value_name = "FILE", requires = "intake")]
    slots: Option<PathBuf>,
    /// Requests to the intake per sender and minute; 0 for no limit
    #[arg(long, value_name = "N", default_value_t = 1200)]
    per_minute: u32,
    /// A proxy is in front and appends the sender's address to x-forwarded-for
    #[arg(long)]
    behind_proxy: bool,
    /// Serve /metrics and /healthz at this address and port. Bind it where participants cannot reach it: the counters
    /// show when somebody answers
    #[arg(long, value_name = "ADDRESS:PORT")]
    metrics: Option<SocketAddr>,
    /// Report in /metrics whether this stamp of kindstem contacts is recent enough; reread for each request. DIR needs
    /// a study.json with a stamp key
    #[arg(long, value_name = "FILE", requires = "metrics")]
    stamp: Option<PathBuf>,
}

pub fn run(args: &Args) -> Outcome {
    let site = Site::new(&args.dir).map_err(|e| files::cannot("serve", &args.dir, &e))?;
    let study = study(&args.dir)?;
    let origins = study.as_ref().map_or(&[][..], |s| &s.embed_origins);
    let headers = Headers::new(origins).map_err(|e| Failure::findings(e, "correct embed_origins in study.json"))?;
    let spoken = study.as_ref().is_some_and(|s| s.protocol.own_words.as_ref().is_some_and(|w| w.spoken));
    let headers = headers.with_microphone(spoken);
    let stamp = args.stamp.as_ref().map(|file| watched(file, study.as_ref(), &args.dir)).transpose()?;
    let limits = limits(args);
    let runtime = tokio::runtime::Runtime::new().map_err(stopped)?;
    runtime.block_on(async {
        let store = match &args.intake {
            Some(place) => Some(store(place, study.as_ref(), args).await?),
            None => None,
        };
        let listener = listen(SocketAddr::new(args.address, args.port)).await?;
        let numbers = match args.metrics {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let asked = asked_to_stop().map_err(stopped)?;
        if let Some(store) = &store {
            store.sweep(HALF_WRITTEN).await;
        }
        let address = listener.local_addr().map_err(stopped)?;
        print::line(format_args!("serving {} at http://{address}/", args.dir.display()))?;
        if let Some(address) = numbers.as_ref().and_then(|n| n.local_addr().ok()) {
            print::line(format_args!("metrics at http://{address}/metrics"))?;
        }
        let intake = Intake::new(site, headers, store, limits);
        if let Some(look) = stamp {
            intake.watch(look);
        }
        let (stop, stopping) = watch::channel(());
        let until = |mut stopping: watch::Receiver<()>| async move {
            // An error says that the sender is gone: stopped as well.
            let _ = stopping.changed().await;
        };
        let pages = intake.serve(listener, until(stopping.clone()));
        let numbers = async {
            if let Some(listener) = numbers {
                intake.numbers(listener, until(stopping)).await;
            }
        };
        let asked = async {
            asked.await;
            stop.send_replace(());
        };
        tokio::join!(pages, numbers, asked);
        Ok(Exit::Success)
    })
}

/// Looks at a stamp with what the site's study promised.
fn watched(
    file: &Path,
    study: Option<&Study>,
    dir: &Path,
) -> Result<impl Fn() -> Watched + Send + Sync + 'static, Failure> {
    let Some(study) = study else {
        let what = format!("--stamp: {} has no study.json, which has the public stamp key", dir.display());
        return Err(Failure::unusable(what, "put the study.json that kindstem study pin wrote there, or omit --stamp"));
    };
    stamp::watched(file.to_path_buf(), study)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|e| {
        let advice = "choose another --port or --metrics, or port 0 for a free one";
        Failure::unusable(format_args!("cannot listen on {address}: {e}"), advice)
    })
}

fn limits(args: &Args) -> Limits {
    let limits = Limits { per_minute: NonZeroU32::new(args.per_minute), ..Limits::default() };
    // All of a proxy's connections come from one address.
    if args.behind_proxy { Limits { behind_proxy: true, connections_each: None, ..limits } } else { limits }
}

fn stopped(e: std::io::Error) -> Failure {
    Failure::unusable(
        format_args!("the server stopped: {e}"),
        "check free memory and the open-file limit, then run it again",
    )
}

/// The study of the site, where it has one.
fn study(dir: &Path) -> Result<Option<Study>, Failure> {
    let path = dir.join("study.json");
    if !path.exists() {
        return Ok(None);
    }
    let study = Study::parse(&files::read(&path)?);
    study.map(Some).map_err(|e| {
        Failure::unusable(format_args!("{}: {e}", path.display()), "kindstem study check lists every finding")
    })
}

async fn store(place: &Path, study: Option<&Study>, args: &Args) -> Result<Store, Failure> {
    let store = match place.to_str().filter(|p| p.starts_with("s3://")) {
        Some(address) => bucket(address).await?,
        None => folder(place)?,
    };
    let store = store.on_error(|trouble| {
        eprintln!(
            "kindstem: the envelope store failed ({trouble:?}); check that the disk is not full and the folder exists"
        );
    });
    let own = study.map(|s| [kset(&s.recipient_keys()), kset(&s.contact_keys())]);
    let known: Vec<String> = own.into_iter().flatten().chain(args.key_set.iter().cloned()).collect();
    // Neither a study nor a key set is named: then it keeps whatever is sealed.
    let store = if known.is_empty() { store } else { store.only(known) };
    let Some(list) = &args.slots else { return Ok(store) };
    let slots = Slots::read(list).map_err(|e| {
        Failure::unusable(format_args!("{}: {e}", list.display()), "kindstem study invite --slots writes the list")
    })?;
    Ok(store.handed_out(slots))
}

fn folder(dir: &Path) -> Result<Store, Failure> {
    files::folder(dir)?;
    Store::folder(dir).map_err(|_| {
        let what = format!("cannot store envelopes in {}", dir.display());
        Failure::unusable(what, "check the write permission of the folder")
    })
}

#[cfg(feature = "s3")]
async fn bucket(address: &str) -> Result<Store, Failure> {
    use crate::intake::BadBucket;
    let refused = |e: BadBucket| {
        let advice = match e {
            BadBucket::Address => "write it as s3://BUCKET/PREFIX",
            BadBucket::Settings(_) | BadBucket::Use(_) => {
                "check the AWS_ variables (kindstem serve --help), that the bucket exists, and that the key may put, get, delete and list"
            }
            BadBucket::Overwrites => "use another object store, or a folder",
        };
        Failure::unusable(format_args!("cannot store envelopes in {address}: {e}"), advice)
    };
    Store::bucket(&address.parse().map_err(refused)?).await.map_err(refused)
}

#[cfg(not(feature = "s3"))]
async fn bucket(address: &str) -> Result<Store, Failure> {
    let what = format!("cannot store envelopes in {address}: this program was built without S3");
    Err(Failure::unusable(what, "build it with: cargo build --release --features cli,s3 --bin kindstem"))
}

/// Ends with Ctrl-C, and where there are such signals with SIGTERM. Both are listened for when this returns: before that,
/// a signal would end the process in the middle of a request.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        })
    }
    #[cfg(not(unix))]
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
