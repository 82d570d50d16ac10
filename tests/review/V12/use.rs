use meeting_client::vendor::get_tool::Kind;

let kind: Kind = any();
let _ = kind.value();
