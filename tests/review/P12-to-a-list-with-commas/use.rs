use meeting_client::vendor::list_tools::ListTools;

let _ = ListTools::new().tag("wood");
