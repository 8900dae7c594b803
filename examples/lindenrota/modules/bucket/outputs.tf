output "id" {
  value       = aws_s3_bucket.this.id
  description = "Name of the bucket."
}

output "arn" {
  value       = aws_s3_bucket.this.arn
  description = "ARN of the bucket."
}
