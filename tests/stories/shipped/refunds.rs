use super::Story;
pub(super) const STORIES: &[Story] = &[];
