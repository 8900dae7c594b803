package plumbline.posture.expression;

import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// What the names at the beginning of a traversal mean. Each method also tells `trace` where its answer came from.
public interface Scope {
    /// `var.x`, `local.x`, `path.x`, `terraform.x`, `module.x` or `aws_vpc.x`.
    Value reference(String root, String name, Range at, Trace trace);

    /// `data.type.name`
    Value data(String type, String name, Range at, Trace trace);

    /// `module.name.output` or `module.name[key].output`
    Value output(String module, @Nullable Value key, String output, Range at, Trace trace);

    /// A scope without names, for files of values and templates with arguments of their own.
    Scope NONE = new Scope() {
        @Override
        public Value reference(String root, String name, Range at, Trace trace) {
            throw new ValueError("\"" + root + "." + name + "\" cannot be used here");
        }

        @Override
        public Value data(String type, String name, Range at, Trace trace) {
            throw new ValueError("data sources cannot be used here");
        }

        @Override
        public Value output(String module, @Nullable Value key, String output, Range at, Trace trace) {
            throw new ValueError("modules cannot be used here");
        }
    };
}
