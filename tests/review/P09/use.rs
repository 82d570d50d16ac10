use meeting_client::vendor::list_tools::ListTools;

let page: u64 = any();
let _ = ListTools::new().page(page);
