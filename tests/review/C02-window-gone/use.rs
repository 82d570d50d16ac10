use meeting_client::vendor::list_tools::ListTools;

fn need<T: meeting_client::runtime::Windowed>() {}
need::<ListTools>();
