use meeting_client::{runtime::{Client, Token}, vendor::Vendor};

let _ = Client::<Vendor>::builder(any::<Token>());
