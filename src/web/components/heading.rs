//! The one heading of a screen; it takes the focus when the screen changes, so that it is read out first.

use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Says which screen this is; the focus moves when it changes.
    pub screen: AttrValue,
    /// Whether the focus moves at all: not on the first screen, which a page around it may show unasked.
    pub focus: bool,
    pub text: AttrValue,
    /// Id, for what it labels.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

#[component]
pub(super) fn Heading(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let (node, focus) = (node.clone(), props.focus);
        use_effect_with(props.screen.clone(), move |_| {
            if let (true, Some(h1)) = (focus, node.cast::<HtmlElement>()) {
                // A heading that cannot take the focus is still read in its turn.
                let _ = h1.focus();
            }
        });
    }
    html! { <h1 ref={node} tabindex="-1" id={props.id.clone()}>{ &props.text }</h1> }
}
