//! The running program: binds every listener, serves, stops.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, PayloadConfig, ServiceConfig};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};

use super::{State, admin, api, connection, logos, pages};
use crate::sandbox::tls::Tls;

/// How long open connections may go on after a stop was asked for.
const STOP_PATIENCE: Duration = Duration::from_millis(800);

/// Clients that keep connections for later should seldom meet one that was just closed.
const KEEP_ALIVE: Duration = Duration::from_secs(60);

/// The admin API is for one developer; one thread is plenty.
const ADMIN_WORKERS: usize = 1;

/// The sockets of a program, bound and not yet served.
#[derive(Debug)]
pub(super) struct Listeners {
    /// The gateway, plain.
    pub(super) http: TcpListener,
    /// The gateway over TLS, if wanted.
    pub(super) https: Option<TcpListener>,
    /// The admin API.
    pub(super) admin: TcpListener,
}

/// A program whose listeners are served.
pub struct Application {
    gateway: Server,
    admin: Server,
    state: Data<State>,
}

impl Application {
    /// Starts to serve. The sockets accept from the moment they were bound.
    ///
    /// # Errors
    /// A socket cannot be used.
    pub(super) fn start(
        listeners: Listeners,
        tls: Option<&Tls>,
        state: State,
        workers: usize,
    ) -> io::Result<Self> {
        let state = Data::new(state);
        let (gateway_state, own_state) = (state.clone(), state.clone());
        let mut gateway = HttpServer::new(move || {
            App::new()
                .app_data(gateway_state.clone())
                .app_data(PayloadConfig::new(api::BODY_MAX))
                .wrap(from_fn(connection::tell_end))
                .configure(gateway_routes)
        })
        .workers(workers)
        .on_connect(api::remember_line)
        .keep_alive(KEEP_ALIVE)
        .disable_signals()
        .listen(listeners.http)?;
        if let (Some(listener), Some(tls)) = (listeners.https, tls) {
            let config = (*tls.server_config).clone();
            gateway = gateway.listen_rustls_0_23(listener, config)?;
        }
        let admin = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .wrap(from_fn(admin::refuse_unknown))
                .wrap(from_fn(admin::refuse_foreign))
                .wrap(from_fn(admin::in_one_form))
                .wrap(from_fn(connection::tell_end))
                .configure(admin::routes)
        })
        .workers(ADMIN_WORKERS)
        .keep_alive(KEEP_ALIVE)
        .disable_signals()
        .listen(listeners.admin)?;
        Ok(Self {
            gateway: gateway.run(),
            admin: admin.run(),
            state: own_state,
        })
    }

    /// Serves until `stop` says so, then lets open calls end for a moment.
    ///
    /// # Errors
    /// A listener broke.
    pub async fn run_until(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let handles = [self.gateway.handle(), self.admin.handle()];
        let serving = async { tokio::try_join!(self.gateway, self.admin) };
        tokio::pin!(serving);
        tokio::select! {
            ended = &mut serving => ended.map(|_| ()),
            () = stop => {
                // A stream without an end would be waited for.
                self.state.stopping.send_replace(true);
                let stopping = futures_util::future::join_all(handles.iter().map(stop_gently));
                // Polling the servers is what lets them stop.
                let _ = tokio::time::timeout(STOP_PATIENCE, async {
                    tokio::join!(stopping, &mut serving)
                }).await;
                Ok(())
            }
        }
    }
}

/// Runs the program on a runtime of its own.
pub fn block_on<T>(program: impl Future<Output = T>) -> T {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .expect("the machine can start threads")
    };
    actix_web::rt::System::with_tokio_rt(runtime).block_on(program)
}

async fn stop_gently(handle: &ServerHandle) {
    handle.stop(true).await;
}

/// Binds a socket.
///
/// # Errors
/// A sentence that says which address and what to do.
pub(super) fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).map_err(|error| {
        let advice = match error.kind() {
            io::ErrorKind::AddrInUse => format!("another program listens there; choose another port with {flag} (port 0 takes any free one)"),
            io::ErrorKind::PermissionDenied => format!("ports below 1024 need permission; choose another with {flag}"),
            _ => format!("choose another address with {flag}"),
        };
        format!("cannot listen on {address}: {error}: {advice}")
    })
}

fn gateway_routes(config: &mut ServiceConfig) {
    config
        .app_data(pages::form_config())
        .configure(api::routes)
        .configure(pages::routes)
        .configure(logos::routes)
        .default_service(web::to(elsewhere));
}

/// A path that is neither an API nor a page.
async fn elsewhere(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    state: Data<State>,
) -> HttpResponse {
    if request.path().starts_with("/checkout/") {
        return pages::unknown_link(pages::Reader::of(&request));
    }
    api::call(request, body, state).await
}
