//! `serve`: the pages with their header set, and the intake.

use super::error::{Exit, Failure, Outcome};
use super::{files, print};
use kindstem::intake::{Headers, Site, Store, router};
use kindstem::seal::kset;
use kindstem::study::Study;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

/// Serve pages and take in sealed envelopes
#[derive(clap::Args)]
#[command(after_help = "There is no request log. TLS and a limit on requests are for the proxy in front. Files are \
    served from DIR only; /i/INVITE shows index.html, and what that asks for below /i/ is served too. Where DIR has a \
    study.json, only its key sets are taken in, and only its embed_origins may show the pages in a frame.")]
pub struct Args {
    /// Folder with index.html
    dir: PathBuf,
    /// Port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    address: IpAddr,
    /// Folder for envelopes; nothing is taken in without it
    #[arg(long, value_name = "DIR")]
    intake: Option<PathBuf>,
    /// Another key set to take in, 16 hex digits: devices may still hold envelopes of an earlier study file
    #[arg(long, value_name = "HEX", requires = "intake", value_parser = key_set)]
    key_set: Vec<String>,
}

pub fn run(args: &Args) -> Outcome {
    let site = Site::new(&args.dir).map_err(|e| files::cannot("serve", &args.dir, &e))?;
    let study = study(&args.dir)?;
    let origins = study.as_ref().map_or(&[][..], |s| &s.embed_origins);
    let headers = Headers::new(origins).map_err(|e| Failure::data(e, "correct embed_origins in study.json"))?;
    let spoken = study.as_ref().is_some_and(|s| s.protocol.own_words.as_ref().is_some_and(|w| w.spoken));
    let headers = headers.with_microphone(spoken);
    let store = args.intake.as_deref().map(|dir| store(dir, study.as_ref(), &args.key_set)).transpose()?;
    let runtime = tokio::runtime::Runtime::new().map_err(stopped)?;
    runtime.block_on(async {
        let address = SocketAddr::new(args.address, args.port);
        let listener = tokio::net::TcpListener::bind(address).await.map_err(|e| {
            Failure::unusable(
                format_args!("cannot listen on {address}: {e}"),
                "choose another --port, or 0 for a free one",
            )
        })?;
        let address = listener.local_addr().unwrap_or(address);
        print::line(format_args!("serving {} at http://{address}/", args.dir.display()))?;
        let served = axum::serve(listener, router(site, headers, store)).with_graceful_shutdown(asked_to_stop());
        served.await.map_err(stopped)?;
        Ok(Exit::Fine)
    })
}

fn stopped(e: std::io::Error) -> Failure {
    Failure::unusable(
        format_args!("the server stopped: {e}"),
        "has the machine memory and open files left? Run it again",
    )
}

/// The study of the site, where it has one.
fn study(dir: &Path) -> Result<Option<Study>, Failure> {
    let path = dir.join("study.json");
    if !path.exists() {
        return Ok(None);
    }
    let study = Study::parse(&files::read(&path)?);
    study
        .map(Some)
        .map_err(|e| Failure::unusable(format_args!("{}: {e}", path.display()), "kindstem study check names all of it"))
}

fn store(dir: &Path, study: Option<&Study>, also: &[String]) -> Result<Store, Failure> {
    files::folder(dir)?;
    let store = Store::folder(dir).map_err(|_| {
        Failure::unusable(
            format_args!("cannot keep envelopes in {}", dir.display()),
            "check that the folder can be written",
        )
    })?;
    let store = store.on_trouble(|trouble| {
        eprintln!("kindstem: the store of envelopes failed ({trouble:?}); is the disk full, or the folder gone?");
    });
    let own = study.map(|s| [kset(&s.recipient_keys()), kset(&s.contact_keys())]);
    let known: Vec<String> = own.into_iter().flatten().chain(also.iter().cloned()).collect();
    // Neither a study nor a key set is named: then it keeps whatever is sealed.
    Ok(if known.is_empty() { store } else { store.only(known) })
}

fn key_set(text: &str) -> Result<String, String> {
    let hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if hex { Ok(text.to_string()) } else { Err("16 lower-case hex digits, the folder's name in an intake".into()) }
}

/// Ends with Ctrl-C, and where there are such signals with SIGTERM; requests under way are finished first.
async fn asked_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    interrupt.await;
}
