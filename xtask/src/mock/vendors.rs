//! The fake vendors as the command line plays them, and the calls that they document.

use meeting_client::{
    Endpoint, Result as CallResult, Service,
    dingtalk::{DingTalk, GetAccessToken, GetCorpAccessToken, GetToken},
    mock::{
        FakeDingTalk, FakeTencentMeeting, MockServerBuilder, MockableService as _, OperationSpec,
        ServiceSpec,
    },
    runtime::Request,
    tencent_meeting::TencentMeeting,
};

use super::Credentials;
use crate::output::Result;

/// The company that the documented calls are about.
const COMPANY: &str = "dingexample";

/// What the specs document of the services that can be played.
pub(super) const SERVICES: [&ServiceSpec; 2] = [DingTalk::SPEC, TencentMeeting::SPEC];

/// The services to be played.
pub(super) fn chosen(service: Option<&str>) -> Result<Vec<&'static ServiceSpec>> {
    let all = SERVICES.into_iter();
    let chosen: Vec<_> = all
        .filter(|it| service.is_none_or(|name| name == it.name()))
        .collect();
    if chosen.is_empty() {
        let names = SERVICES.map(ServiceSpec::name);
        return Err(format!(
            "there is no service `{}`, but {}",
            service.unwrap_or_default(),
            names.join(", ")
        )
        .into());
    }
    Ok(chosen)
}

/// Adds a vendor to a server.
pub(super) fn play(
    server: MockServerBuilder,
    service: &ServiceSpec,
    it: &Credentials,
) -> MockServerBuilder {
    if service.name() == DingTalk::NAME {
        server.vendor(
            FakeDingTalk::new()
                .app(it.app_key.as_str(), it.app_secret.as_str())
                .suite(it.suite_key.as_str(), it.suite_secret.as_str()),
        )
    } else {
        server.vendor(
            FakeTencentMeeting::new()
                .secret(it.secret_id.as_str(), it.secret_key.as_str())
                .app_id(it.app_id.as_str())
                .sdk_id(it.sdk_id.as_str()),
        )
    }
}

/// The credentials of a vendor, for people.
pub(super) fn described(service: &ServiceSpec, it: &Credentials) -> String {
    if service.name() == DingTalk::NAME {
        format!(
            "app key {}, secret {}; suite key {}, secret {}",
            it.app_key, it.app_secret, it.suite_key, it.suite_secret
        )
    } else {
        format!(
            "secret id {}, secret key {}, AppId {}, SdkId {}",
            it.secret_id, it.secret_key, it.app_id, it.sdk_id
        )
    }
}

/// A call that fetches a token, with the credentials of this server instead of the documented example's.
pub(super) fn token_call(spec: &OperationSpec, it: &Credentials) -> Option<CallResult<Request>> {
    let (app, suite) = (
        (it.app_key.as_str(), it.app_secret.as_str()),
        (it.suite_key.as_str(), it.suite_secret.as_str()),
    );
    match spec.name() {
        "get_access_token" => Some(GetAccessToken::new(app.0, app.1).request()),
        "get_corp_access_token" => {
            Some(GetCorpAccessToken::new(suite.0, suite.1, COMPANY, "ticket").request())
        }
        "get_token" => Some(GetToken::new(COMPANY, app.0, app.1).request()),
        _ => None,
    }
}
