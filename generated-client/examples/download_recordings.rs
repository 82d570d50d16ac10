//! Lists the recordings of an account and downloads those that may be downloaded.
//!
//! Runs against `cargo xtask mock`, whose recordings are of the year 2021, unless the environment says otherwise:
//!
//! ```console
//! $ cargo run -p meeting-client --features download --example download_recordings -- FOLDER [FROM] [DAYS]
//! ```
//!
//! `FROM` is in seconds since 1970. A year is twelve windows of at most 31 days, and the vendor accepts ten calls a minute:
//! the client waits for its turn, so it takes longer than a minute.

use std::{env, fs, path::PathBuf};

use meeting_client::{
    Client, Downloader, TencentCredentials, UnixSeconds,
    tencent_meeting::{
        ListCorpRecords,
        list_corp_records::{OperatorIdType, QueryRecordType, RecordFile},
    },
};

const DAY: i64 = 86_400;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "recordings".to_owned()));
    let from: i64 = arguments
        .next()
        .map_or(Ok(1_609_459_200), |it| it.parse())?;
    let days: i64 = arguments.next().map_or(Ok(365), |it| it.parse())?;
    fs::create_dir_all(&folder)?;

    let setting = |name: &str, default: &str| env::var(name).unwrap_or_else(|_| default.to_owned());
    let credentials = TencentCredentials::new(
        setting("TENCENT_SECRET_ID", "AKIDtest"),
        setting("TENCENT_SECRET_KEY", "SecretKeyTest"),
        setting("TENCENT_APP_ID", "1234567890"),
    );
    let client = Client::builder(credentials)
        .base_url(setting("TENCENT_URL", "http://127.0.0.1:4020"))
        .build()?;
    let downloader = Downloader::new()?;

    let range = UnixSeconds(from)..=UnixSeconds(from + days * DAY - 1);
    let call = ListCorpRecords::new(
        *range.start(),
        *range.end(),
        setting("TENCENT_OPERATOR", "administrator"),
        OperatorIdType::UserId,
    )
    .page_size(20)
    // Without this, uploaded recordings are missing.
    .query_record_type(QueryRecordType::All);

    let (mut meetings, mut files) = (0, 0);
    let mut items = client.windowed(call, range).items();
    while let Some(meeting) = items.next().await {
        let meeting = meeting?;
        meetings += 1;
        for file in &meeting.record_files {
            files += usize::from(save(&downloader, file, &folder).await?);
        }
    }
    println!("{meetings} meetings, {files} files");
    Ok(())
}

/// Downloads a file, if its owner allows that.
async fn save(
    downloader: &Downloader,
    file: &RecordFile,
    folder: &std::path::Path,
) -> Result<bool, Box<dyn std::error::Error>> {
    let Some(link) = &file.download_address else {
        return Ok(false);
    };
    // Ids of this vendor are digits; what is not does not become part of a path.
    let name: String = file
        .record_file_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let mut download = downloader.download(link, folder.join(format!("{name}.mp4")));
    if let Some(size) = file.record_size {
        download = download.expected_size(size);
    }
    match download.await {
        Ok(done) => println!("{name}.mp4  {} bytes", done.size.0),
        // Links are good for six hours; a new list has new ones.
        Err(error) if error.is_link_expired() => println!("{name}.mp4  the link has expired"),
        Err(error) => return Err(error.into()),
    }
    Ok(true)
}
