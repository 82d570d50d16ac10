use meeting_client::vendor::list_tools::ListTools;

let _ = ListTools::new().page(2_u32);
