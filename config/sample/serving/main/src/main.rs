// SPDX-License-Identifier: Apache-2.0

//! Spreads connections over the pods that serve a model.

mod routes;

use std::io::{self, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::{env, process, thread};

use routes::Routes;

fn option(name: &str, default: &str) -> String {
    let mut arguments = env::args().skip_while(|argument| argument != name).skip(1);
    arguments.next().unwrap_or_else(|| default.to_owned())
}

fn pipe(mut from: TcpStream, mut to: TcpStream) {
    let _ = copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}

fn forward(client: TcpStream, routes: &Routes) -> io::Result<()> {
    let pod = TcpStream::connect(routes.next())?;
    let (requests, answers) = (client.try_clone()?, pod.try_clone()?);
    let upstream = thread::spawn(move || pipe(requests, pod));
    pipe(answers, client);
    let _ = upstream.join();
    Ok(())
}

fn run() -> io::Result<()> {
    let routes = Arc::new(Routes::read(&option("--routes", "routes.txt"))?);
    let listener = TcpListener::bind(option("--listen", "127.0.0.1:8080"))?;
    for client in listener.incoming().flatten() {
        let routes = Arc::clone(&routes);
        thread::spawn(move || {
            if let Err(error) = forward(client, &routes) {
                eprintln!("router: {error}");
            }
        });
    }
    Ok(())
}

fn main() {
    if let Err(error) = run() {
        eprintln!("router: {error}");
        process::exit(1);
    }
}
