/// What operators and programs ask of the server itself: is it alive, is it ready, how does it fare, what does its API
/// look like, what does a refusal mean.
///
/// Health answers everybody and says no more than up or not; metrics need a token, and their numbers are [Gauge]s. The
/// OpenAPI document is a file that a test derives from the handlers and holds to them.
@NullMarked
package plumbline.server.operation;

import org.jspecify.annotations.NullMarked;
