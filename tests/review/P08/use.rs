use meeting_client::vendor::list_tools::ListTools;

let page: u32 = any();
let _ = ListTools::new().page(page);
