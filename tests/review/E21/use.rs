use meeting_client::vendor::list_tools::ListToolsResponse;

let answer: ListToolsResponse = any();
let _: Option<String> = answer.name;
