/// Gives expressions their values, in a module's scope or without one.
///
/// `Evaluator` walks the tree; `Scope` says what references mean, `Environment` which names are bound around an
/// expression, and `Trace` notes the resources that a value was taken from. What is unknown stays unknown and spreads
/// no further than it must; what is wrong is an `EvaluationError` at the innermost place.
@NullMarked
package plumbline.posture.expression;

import org.jspecify.annotations.NullMarked;
