use meeting_client::vendor::get_tool::Maker;

let _ = std::mem::size_of::<Maker>();
