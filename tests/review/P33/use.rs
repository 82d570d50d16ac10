use meeting_client::vendor::add_tool::AddTool;

let _ = AddTool::new().name("Fine saw");
