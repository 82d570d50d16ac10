use meeting_client::vendor::add_tool::AddTool;

let kinds: Vec<String> = any();
let _ = AddTool::new().kind(kinds);
