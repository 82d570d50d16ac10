use meeting_client::vendor::add_tool::Size;

let _ = Size::new().length(7_u32);
