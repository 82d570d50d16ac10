use meeting_client::vendor::get_tool::GetToolError;

let _ = GetToolError::NameTaken;
