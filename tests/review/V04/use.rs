use meeting_client::vendor::list_tools::ListTools;

let kind: String = any();
let _ = ListTools::new().kind(kind);
