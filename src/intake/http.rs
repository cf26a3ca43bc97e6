//! The two requests of the intake. Errors are fixed sentences that repeat nothing of the request.

use super::shape::plain_size;
use super::{Kept, Name, Secret, Store, StoreError};
use axum::body::{Body, to_bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use std::time::Duration;

/// Largest envelope in bytes: an entry of the longest allowed text to many recipients has far less.
pub const LIMIT: usize = 256 << 10;

/// Where envelopes go, and how long one may take to arrive.
#[derive(Clone)]
pub(super) struct IntakeState {
    pub store: Store,
    pub body_time: Duration,
}

type Address = Result<Path<(String, String)>, PathRejection>;
type Answer = (StatusCode, String);

/// Takes one envelope.
pub(super) async fn put(State(taking): State<IntakeState>, address: Address, headers: HeaderMap, body: Body) -> Answer {
    let IntakeState { store, body_time } = taking;
    let name = match name(&store, address, &headers) {
        Ok(name) => name,
        Err(refused) => return refused,
    };
    if header(&headers, "if-none-match").is_some_and(|v| v != "*") {
        return refuse(StatusCode::BAD_REQUEST, "if-none-match is * or not there: nothing is ever overwritten");
    }
    let bytes = match tokio::time::timeout(body_time, to_bytes(body, LIMIT)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body was cut off or is larger than 262144 bytes");
        }
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "the body took too long; send it again"),
    };
    if plain_size(&bytes).is_none() {
        let advice = "the body is not a binary age file of a padded size (4096 bytes, 8192, …); nothing was stored";
        return refuse(StatusCode::BAD_REQUEST, advice);
    }
    match store.keep(&name, bytes).await {
        Ok(Kept::New(digest)) => (StatusCode::CREATED, digest),
        Ok(Kept::Same(digest)) => (StatusCode::OK, digest),
        Ok(Kept::Other(digest)) => (StatusCode::CONFLICT, digest),
        Ok(Kept::Gone) => (StatusCode::GONE, gone(&name)),
        Err(trouble) => failed(trouble),
    }
}

/// Deletes one envelope for whoever knows its secret.
pub(super) async fn delete(State(taking): State<IntakeState>, address: Address, headers: HeaderMap) -> Answer {
    let store = taking.store;
    let name = match name(&store, address, &headers) {
        Ok(name) => name,
        Err(refused) => return refused,
    };
    let secret = header(&headers, "kindstem-secret").and_then(Secret::parse);
    if !secret.is_some_and(|s| name.is_opened_by(&s)) {
        return refuse(StatusCode::FORBIDDEN, "kindstem-secret is not the secret of this entry; nothing was deleted");
    }
    match store.remove(&name).await {
        Ok(()) => (StatusCode::OK, gone(&name)),
        Err(trouble) => failed(trouble),
    }
}

/// Says which entry is gone. A page believes no deletion without it: an empty answer could come from any server.
fn gone(name: &Name) -> String {
    format!("gone {}", name.entry())
}

fn name(store: &Store, address: Address, headers: &HeaderMap) -> Result<Name, Answer> {
    // Only the page's own origin sends here. A browser says so itself, and a script cannot change what it says.
    if header(headers, "sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return Err(refuse(StatusCode::FORBIDDEN, "envelopes come from pages of this origin only"));
    }
    let kset = header(headers, "kindstem-kset").unwrap_or_default();
    let named = address.ok().and_then(|Path((slot, eid))| Name::parse(kset, &slot, &eid));
    let advice = "slot and entry are 32 lower-case hex digits each, the header kindstem-kset has 16";
    let name = named.ok_or_else(|| refuse(StatusCode::BAD_REQUEST, advice))?;
    if !store.serves(kset) {
        let advice = "this intake does not accept that key set; keep the envelope and tell the study team";
        return Err(refuse(StatusCode::FORBIDDEN, advice));
    }
    if !store.invited(&name) {
        let advice = "this intake does not accept that slot; keep the envelope and tell the study team";
        return Err(refuse(StatusCode::FORBIDDEN, advice));
    }
    Ok(name)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|v| v.to_str().unwrap_or_default())
}

fn refuse(status: StatusCode, advice: &str) -> Answer {
    (status, advice.to_string())
}

fn failed(trouble: StoreError) -> Answer {
    let what = match trouble {
        StoreError::Write => "the store failed; keep the envelope and send it again",
        StoreError::Read => "the store could not be read; keep it and send it again",
        StoreError::Delete => "the store did not delete it; ask again",
    };
    refuse(StatusCode::SERVICE_UNAVAILABLE, what)
}
