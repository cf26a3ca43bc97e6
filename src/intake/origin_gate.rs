//! In front of the intake's requests: how often a sender may ask, and what is counted.

use super::Store;
use super::limits::{Bucket, SenderLimiter};
use super::metrics::Metrics;
use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Instant;

/// What every request of the intake passes.
#[derive(Clone)]
pub(super) struct Gate {
    pub rate_limiter: SenderLimiter,
    pub metrics: Metrics,
}

/// Turns away who asks too often, and counts the answer.
pub(super) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (began, method) = (Instant::now(), request.method().clone());
    // Without a connection of its own there is nobody to count: tests call the router directly.
    let sender = request.extensions().get::<Bucket>().map(|peer| gate.rate_limiter.sender(*peer, request.headers()));
    let response = match sender.map_or(Ok(()), |sender| gate.rate_limiter.request(sender)) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let mut response =
                (StatusCode::TOO_MANY_REQUESTS, "too many requests; keep the envelope and send it later")
                    .into_response();
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
            response
        }
    };
    gate.metrics.answered(&method, response.status(), began.elapsed());
    response
}

/// Whether the intake can do its work.
pub(super) async fn health(State(store): State<Option<Store>>) -> (StatusCode, &'static str) {
    match store {
        Some(store) if !store.answers().await => (StatusCode::SERVICE_UNAVAILABLE, "the store cannot be reached"),
        _ => (StatusCode::OK, "ok"),
    }
}
