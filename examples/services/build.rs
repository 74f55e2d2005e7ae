//! Makes the server and the client of `grpc_shop` from its `.proto`, in Rust alone.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=grpc_shop/shop.proto");
    let files = protox::compile(["grpc_shop/shop.proto"], ["grpc_shop"])?;
    Ok(tonic_prost_build::configure().compile_fds(files)?)
}
