/// The register of cloud services: what each is, our side of it (provider, customer or both), its environments, the
/// class of its data, who owns it and which repositories make it. Everything else points here. May use `identity`,
/// `platform`, `web` and `api`.
@NullMarked
package plumbline.server.estate;

import org.jspecify.annotations.NullMarked;
