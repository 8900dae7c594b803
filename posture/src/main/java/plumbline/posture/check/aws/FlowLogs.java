package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Attached;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Link;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.terraform.Resource;

/// LOG-07. Flow logs of all subnets do as well as one of the VPC.
final class FlowLogs implements Check {
    static final Set<String> VPCS = Set.of("aws_vpc", "aws_default_vpc");

    private static final Link OF_VPC = new Link("aws_flow_log", "vpc_id", VPCS, "id");
    private static final Link SUBNET = new Link("aws_subnet", "vpc_id", VPCS, "id");
    private static final Link OF_SUBNET =
            new Link("aws_flow_log", "subnet_id", Set.of("aws_subnet", "aws_default_subnet"), "id");

    private static final About ABOUT = new About(
            "LOG-07",
            "VPCs keep flow logs",
            Severity.MEDIUM,
            List.of(Controls.EVENT_LOGGING, Controls.OPERATOR_LOGS),
            new Advice(
                    "Flow logs are the only record of who talked to whom inside the network. Without them an intruder's "
                            + "way from machine to machine, and what left the network, cannot be reconstructed.",
                    "Add a flow log for the VPC, of all traffic, to a log group or a bucket.",
                    """
                    resource "aws_flow_log" "{name}" {
                      vpc_id               = aws_vpc.{name}.id
                      traffic_type         = "ALL"
                      log_destination_type = "s3"
                      log_destination      = aws_s3_bucket.flow_logs.arn
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource vpc : tree.managed(VPCS.stream().sorted().toList())) {
            outcomes.add(Outcome.of(vpc, judge(tree, vpc)));
        }
        return outcomes;
    }

    private static Verdict judge(Tree tree, Resource vpc) {
        Verdict none = Verdict.fail(vpc.range(), "no flow log refers to it");
        if (RegistryModules.isCall(vpc) && !vpc.value("enable_flow_log").isNull()) {
            return byModule(vpc);
        }
        Attached logs = tree.attachments(OF_VPC).to(vpc);
        if (!logs.certain().isEmpty()) {
            Resource log = logs.certain().getFirst();
            return Verdict.pass(vpc.range(), log.address() + " logs its traffic");
        }
        Attached subnets = tree.attachments(SUBNET).to(vpc);
        if (!subnets.certain().isEmpty() && subnets.certain().stream().allMatch(subnet -> isLogged(tree, subnet))) {
            return Verdict.pass(vpc.range(), "flow logs cover each of its subnets");
        }
        if (logs.possible().isEmpty()) {
            return none;
        }
        Resource possible = logs.possible().getFirst();
        String why = possible.uncertain() == null
                ? "its vpc_id " + Words.why(possible.value("vpc_id"))
                : "whether it exists is unknown: " + possible.uncertain().reason();
        return Verdict.unknown(vpc.range(), none.reason() + ", unless " + possible.address() + " does; " + why);
    }

    private static boolean isLogged(Tree tree, Resource subnet) {
        return !tree.attachments(OF_SUBNET).to(subnet).certain().isEmpty();
    }

    private static Verdict byModule(Resource call) {
        var place = call.rangeOf("enable_flow_log");
        return switch (Flag.of(call.value("enable_flow_log"))) {
            case ON -> Verdict.pass(place, "its enable_flow_log is on");
            case OFF, UNSET -> Verdict.fail(place, "its enable_flow_log is off");
            case UNKNOWN -> Verdict.unknown(place, "its enable_flow_log " + Words.why(call.value("enable_flow_log")));
        };
    }
}
