use meeting_client::vendor::list_tools::{Kind, ListTools};

let _ = ListTools::new().kind(Kind::Drill);
