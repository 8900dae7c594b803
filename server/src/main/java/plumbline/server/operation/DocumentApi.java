package plumbline.server.operation;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.OpenToAll;

/// The description of the API, for programs and for those who write them.
@RestController
final class DocumentApi {

    /// This document: OpenAPI 3.1.
    @GetMapping(path = "/api/v1/openapi.json", produces = "application/json")
    @OpenToAll("The API is no secret; what it answers is")
    ResponseEntity<Resource> document() {
        return ResponseEntity.ok().body(new ClassPathResource("openapi.json"));
    }
}
