pub(super) mod media;
pub(super) mod voice;
