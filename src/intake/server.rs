//! The loop that accepts connections, with an end to everything that can take long: heads, bodies, connections, and the
//! server itself, which lets what is under way come to its end.

use super::limits::{Limits, SenderLimiter};
use super::metrics::Metrics;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// Most bytes of a request's head.
const HEAD: usize = 16 << 10;
/// Most headers of a request.
const HEADERS: usize = 64;
/// Milliseconds before the next try when the system gives no connection: it has no files left, usually.
const BREATH: u64 = 50;

/// Serves until `stop` ends; then takes no more connections and waits for the requests under way.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    rate_limiter: SenderLimiter,
    metrics: Metrics,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head_time).max_buf_size(HEAD).max_headers(HEADERS);
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(limits.connections));
    let service = TowerToHyperService::new(router);
    let life = limits.connection_time;
    tokio::pin!(stop);
    loop {
        let next = async {
            let seat = room.clone().acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! { next = next => next, () = &mut stop => break };
        let Ok((stream, address)) = accepted else {
            sleep(Duration::from_millis(BREATH)).await;
            continue;
        };
        let peer = rate_limiter.peer(address.ip());
        let Some(place) = rate_limiter.connect(peer) else {
            metrics.turned_away();
            continue;
        };
        let open = metrics.connected();
        let service = service.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            service.call(request.map(Body::new))
        });
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is the sender's to notice; it sends again.
            let _ = timeout(life, connection).await;
            drop((seat, place, open));
        });
    }
    drop(listener);
    let _ = timeout(limits.stop_time, graceful.shutdown()).await;
}
