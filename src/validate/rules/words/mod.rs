//! Rules about how a plan is written.

crate::validate::rules::rules! {
    Words:
    name_in_file_name
    copied_wording
    jargon
    sentence_too_long
    words_that_label
    third_party_words
}
