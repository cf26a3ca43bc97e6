//! Back and *Verder*.

use super::super::text::Text;
use super::icons;
use yew::prelude::*;

pub(super) fn footer(text: &Text, next: &Callback<()>, back: Option<&Callback<()>>, busy: bool) -> Html {
    let next = next.reform(|_: MouseEvent| ());
    html! {
        <div class="foot">
            if let Some(back) = back {
                <button type="button" class="back" aria-label={text.get("back").to_string()} onclick={back.reform(|_: MouseEvent| ())}>
                    { icons::back() }
                </button>
            }
            <button type="button" class="next" part="next" aria-busy={busy.to_string()} onclick={next}>
                { text.get("next").to_string() }
            </button>
        </div>
    }
}
