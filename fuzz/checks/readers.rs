//! Two readers of one file: the desk's, by serde, and the page's, by its own tree.

use kindstem::instrument::FromTree;

/// What the desk has read, the page reads the same. The page may read more (a name that it does not know), never
/// otherwise.
pub fn agree<T: FromTree + PartialEq + std::fmt::Debug>(bytes: &[u8], at_the_desk: &T) {
    let tree: serde_json::Value = serde_json::from_slice(bytes).expect("the desk has read it");
    assert_eq!(T::from_tree(&tree).as_ref(), Some(at_the_desk));
}
