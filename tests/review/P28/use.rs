use meeting_client::vendor::add_tool::AddTool;

let _ = AddTool::new("Fine saw", 40_u32);
