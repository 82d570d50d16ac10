use meeting_client::{runtime::{Client, NoCredentials}, vendor::Vendor};

let _ = Client::<Vendor>::builder(NoCredentials);
