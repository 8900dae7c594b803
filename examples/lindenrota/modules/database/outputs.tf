output "endpoint" {
  value       = aws_db_instance.this.endpoint
  description = "Host and port to connect to."
}

output "secret_arn" {
  value       = one(aws_db_instance.this.master_user_secret[*].secret_arn)
  description = "Secret that holds the owner's password."
}
