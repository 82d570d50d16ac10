use meeting_client::vendor::add_tool::Tool;

let tool: Tool = any();
let _: Option<String> = tool.name;
