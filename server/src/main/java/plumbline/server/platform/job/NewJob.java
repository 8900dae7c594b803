package plumbline.server.platform.job;

import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;

/// Somebody asks for work to be done in the background, once.
///
/// @param kind the name of a [JobKind]
/// @param about what it is about, for people, for example `people.csv`; may be empty
/// @param data what the work needs; no secret, since it is kept and shown to administrators
public record NewJob(String kind, Actor actor, String about, JsonObject data) {}
