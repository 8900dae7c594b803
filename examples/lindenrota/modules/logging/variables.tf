variable "name" {
  type        = string
  description = "Prefix of buckets, key and trail."
}

variable "retention_days" {
  type        = number
  default     = 400
  description = "How long logs are kept."

  validation {
    condition     = var.retention_days >= 365
    error_message = "Logs must be kept for a year at least."
  }
}

variable "data_event_bucket_arns" {
  type        = list(string)
  default     = []
  description = "Buckets of which every object access is recorded."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
