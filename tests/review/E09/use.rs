use meeting_client::vendor::get_tool::GetTool;

let _ = GetTool::new("s1", "t1");
