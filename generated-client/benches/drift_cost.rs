//! What looking for drift costs: nothing when it is off, and how much when it is on.
//!
//! A page of 20 meetings is read alone, and as the answer to a call that goes through the client without a network. Rounds
//! are interleaved and the least of each counts, so that figures of one run can be compared.
//!
//! `cargo bench -p meeting-client --bench drift_cost`

#![allow(clippy::cast_precision_loss, reason = "figures are rounded")]

use std::{hint::black_box, time::Instant};

use meeting_client::{
    Client, TencentCredentials, Transport, UnixSeconds,
    runtime::{BoxFuture, Response, TransportError, TransportRequest, from_json},
    tencent_meeting::{
        ListCorpRecords, TencentMeeting,
        list_corp_records::{ListCorpRecordsResponse, OperatorIdType},
    },
};

const ROUNDS: usize = 15;
const CALLS: u32 = 400;

/// Answers every request with the same body.
struct Canned(Vec<u8>);

impl Transport for Canned {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let response = Response::new(200, self.0.clone());
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn body() -> Vec<u8> {
    let file = r#"{"record_file_id":"1362741760987504641","record_start_time":1613738011389,"record_end_time":1613738071275,"record_size":480236476,"sharing_state":1,"sharing_url":"https://meeting.example/s/1","required_same_corp":false,"required_participant":true,"password":"abc","sharing_expire":0,"view_address":"https://meeting.example/v/1","allow_download":true,"download_address":"https://meeting.example/d/1"}"#;
    let meeting = format!(
        r#"{{"meeting_record_id":"1362741760987504640","meeting_id":"1410212767","meeting_code":"156773510","userid":"nick","media_start_time":1613738011389,"subject":"会议","state":3,"record_type":0,"record_files":[{file},{file}]}}"#
    );
    let meetings = vec![meeting; 20].join(",");
    format!(
        r#"{{"total_count":20,"current_size":20,"current_page":1,"total_page":1,"record_meetings":[{meetings}]}}"#
    )
    .into_bytes()
}

fn client(drift: bool) -> meeting_client::Result<Client<TencentMeeting>> {
    Client::builder(TencentCredentials::new("id", "key", "app"))
        .transport(Canned(body()))
        .without_limits()
        .drift_reports(drift)
        .build()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let call = ListCorpRecords::new(
        UnixSeconds(1_611_072_000),
        UnixSeconds(1_613_750_400),
        "administrator",
        OperatorIdType::UserId,
    );
    let (off, on) = (client(false)?, client(true)?);
    let json = body();
    let mut least = [u128::MAX; 3];
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS {
            let page: ListCorpRecordsResponse = from_json(black_box(&json))?;
            black_box(page);
        }
        least[0] = least[0].min(start.elapsed().as_nanos());
        for (which, client) in [(1, &off), (2, &on)] {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(runtime.block_on(client.send(&call))?);
            }
            least[which] = least[which].min(start.elapsed().as_nanos());
        }
    }
    println!("{} bytes, least of {ROUNDS} rounds", json.len());
    for (name, nanos) in ["from_json", "call, reports off", "call, reports on"]
        .iter()
        .zip(least)
    {
        println!(
            "{name:<18} {:>8.1} µs",
            nanos as f64 / f64::from(CALLS) / 1e3
        );
    }
    println!(
        "on / off           {:>8.2}",
        least[2] as f64 / least[1] as f64
    );
    Ok(())
}
