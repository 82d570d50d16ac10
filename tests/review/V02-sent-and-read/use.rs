use meeting_client::vendor::{types::Kind, list_tools::{ListTools, ListToolsResponse}};

let _ = ListTools::new().kind(Kind::Drill);
let answer: ListToolsResponse = any();
let _ = answer.kind == Some(Kind::Drill);
