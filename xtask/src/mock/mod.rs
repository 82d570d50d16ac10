//! `cargo xtask mock` and `cargo xtask demo`: what runs the client.
//!
//! The ordinary command line is built without the client, and hands these two to a build that has it.

#[cfg(feature = "mock")]
mod curl;
#[cfg(feature = "mock")]
mod demo;
#[cfg(not(feature = "mock"))]
mod relay;
#[cfg(feature = "mock")]
mod serve;
#[cfg(feature = "mock")]
mod vendors;

use std::process::ExitCode;

use crate::output::Result;

/// The port unless another one is given: a client's configuration should outlive a restart.
const PORT: u16 = 4020;

/// Which vendors to play, and how.
#[derive(clap::Args)]
#[cfg_attr(not(feature = "mock"), allow(dead_code))]
pub(crate) struct Arguments {
    /// Port of 127.0.0.1 to listen at; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,
    /// Play only this service, such as dingtalk
    #[arg(long, value_name = "S")]
    service: Option<String>,
    /// Refuse unknown enum values, unknown parameters, and parameters that are sent twice
    #[arg(long)]
    strict: bool,
    /// Accept any number of calls
    #[arg(long)]
    no_limits: bool,
    /// Size of the data set that listing operations page through
    #[arg(long, value_name = "N", default_value_t = 100)]
    records: u64,
    /// What the data set is made from; the same seed makes the same data
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    credentials: Credentials,
}

/// What the fake vendors let in.
#[derive(clap::Args)]
#[command(next_help_heading = "Test credentials")]
#[cfg_attr(not(feature = "mock"), allow(dead_code))]
#[allow(clippy::doc_markdown, reason = "these are texts for a terminal")]
struct Credentials {
    /// DingTalk: key of the internal app
    #[arg(long, value_name = "KEY", default_value = "dingkey")]
    app_key: String,
    /// DingTalk: secret of the internal app
    #[arg(long, value_name = "SECRET", default_value = "dingsecret")]
    app_secret: String,
    /// DingTalk: key of the third-party app
    #[arg(long, value_name = "KEY", default_value = "suitekey")]
    suite_key: String,
    /// DingTalk: secret of the third-party app
    #[arg(long, value_name = "SECRET", default_value = "suitesecret")]
    suite_secret: String,
    /// Tencent Meeting: secret id
    #[arg(long, value_name = "ID", default_value = "AKIDtest")]
    secret_id: String,
    /// Tencent Meeting: secret key
    #[arg(long, value_name = "KEY", default_value = "SecretKeyTest")]
    secret_key: String,
    /// Tencent Meeting: AppId
    #[arg(long, value_name = "ID", default_value = "1234567890")]
    app_id: String,
    /// Tencent Meeting: SdkId, refused only if another one is sent
    #[arg(long, value_name = "ID", default_value = "9876543210")]
    sdk_id: String,
}

#[cfg(feature = "mock")]
impl Default for Credentials {
    fn default() -> Self {
        /// Only the flags.
        #[derive(clap::Parser)]
        struct Flags {
            #[command(flatten)]
            credentials: Credentials,
        }

        <Flags as clap::Parser>::parse_from(["demo"]).credentials
    }
}

/// Runs the fake vendors until Ctrl-C.
#[cfg(feature = "mock")]
pub(crate) fn serve(arguments: &Arguments) -> Result<ExitCode> {
    runtime()?.block_on(serve::run(arguments))
}

/// Calls every operation of the fake vendors.
#[cfg(feature = "mock")]
pub(crate) fn demo() -> Result<ExitCode> {
    runtime()?.block_on(demo::run())
}

#[cfg(feature = "mock")]
fn runtime() -> Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    Ok(builder.enable_all().build()?)
}

#[cfg(not(feature = "mock"))]
pub(crate) fn serve(_: &Arguments) -> Result<ExitCode> {
    relay::run()
}

#[cfg(not(feature = "mock"))]
pub(crate) fn demo() -> Result<ExitCode> {
    relay::run()
}
